import type { Translation } from '@archipelago/core/language/message';
import type { en } from './joining.en.ts';

export const ar: Translation<typeof en> = {
  guestTitle: 'الانضمام إلى {workspace}',
  guestText:
    'يكون انضمامك بصفة ضيف: ترى {workspace} اسمك وبريدك الإلكتروني ولا يراهما غيرها، والانضمام مجاني.',
  teamTitle: 'الانضمام إلى فريق {workspace}',
  teamText:
    'عنوانك {email} على أحد نطاقات الفريق، لذا لا حاجة إلى دعوة. يكون انضمامك عضوًا مع وصول إلى لوحة التحكم.',
  noSeatTitle: 'لا توجد مقاعد شاغرة',
  noSeatText:
    'يحق لك الانضمام إلى فريق {workspace}، لكن المقاعد كلها مشغولة حاليًا. يُرجى إخبار أحد أفراد الفريق ثم المحاولة مرة أخرى.',
  otherDomainTitle: 'يلزم بريدك لدى {workspace}',
  otherDomainText:
    'من لديه بريد على أحد نطاقات {workspace} ينضم بنفسه. سجّلت الدخول بعنوان {email}. يلزم تسجيل الدخول بالعنوان المناسب أو طلب دعوة من أحد أفراد الفريق.',
  otherDomainTextNoAddress:
    'من لديه بريد على أحد نطاقات {workspace} ينضم بنفسه. سجّلت الدخول دون عنوان موثّق. يلزم تسجيل الدخول بالعنوان المناسب أو طلب دعوة من أحد أفراد الفريق.',
  invitationTitle: 'الانضمام إلى {workspace} بدعوة فقط',
  invitationText:
    'لا ينضم أحد من تلقاء نفسه. يمكن طلب دعوة {email} من أحد أفراد الفريق، وستصل رسالة فيها رابط صالح.',
  invitationTextYou:
    'لا ينضم أحد من تلقاء نفسه. يمكن طلب دعوة من أحد أفراد الفريق، وستصلك رسالة فيها رابط صالح.',
  blockedTitle: 'لا يمكنك الانضمام إلى {workspace}',
  blockedText: 'حظرك الفريق. إن كان في ذلك خطأ فيمكن مراسلته.',
  joinTeam: 'الانضمام إلى الفريق',
  tryAgain: 'المحاولة مرة أخرى',
  visit: 'زيارة {workspace}',
  notNow: 'ليس الآن',
  leaveTitle: 'هل تريد مغادرة {workspace}؟',
  leave: 'مغادرة {workspace}',
  hasLeft: 'لقد غادرت {workspace}',
  teamLeft: 'لم تعد لوحة التحكم متاحة لك، والعودة تكون بدعوة.',
  guestLeft: 'لا تزال قراءة ما هو عام ممكنة، والانضمام من جديد ممكن في أي وقت.',
  leaveTeamText:
    'ينتهي وصولك إلى لوحة التحكم فورًا ويصبح مقعدك شاغرًا. ما كتبته يبقى باسمك، والعودة تكون بدعوة.',
  leaveGuestText: 'تنتهي صفتك ضيفًا هنا. ما كتبته يبقى باسمك، والانضمام من جديد ممكن في أي وقت.',
  yourWorkspaces: 'مساحات عملك',
  handOver: 'نقل الملكية',
  stay: 'البقاء',
};
