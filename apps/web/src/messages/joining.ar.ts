import type { Translation } from '@archipelago/core/language/message';
import type { en } from './joining.en.ts';

export const ar: Translation<typeof en> = {
  guestTitle: 'الانضمام إلى {workspace}',
  guestText: 'تنضم ضيفًا: ترى {workspace} اسمك وبريدك الإلكتروني ولا يراهما غيرها، والانضمام مجاني.',
  teamTitle: 'الانضمام إلى فريق {workspace}',
  teamText: 'عنوانك {email} على أحد نطاقات الفريق، لذا لا تحتاج إلى دعوة. تنضم عضوًا مع وصول إلى لوحة التحكم.',
  noSeatTitle: 'لا توجد مقاعد شاغرة',
  noSeatText:
    'يحق لك الانضمام إلى فريق {workspace}، لكن المقاعد كلها مشغولة حاليًا. أخبر أحد أفراد الفريق ثم حاول مرة أخرى.',
  otherDomainTitle: 'استخدم بريدك لدى {workspace}',
  otherDomainText:
    'من لديه بريد على أحد نطاقات {workspace} ينضم بنفسه. أنت مسجّل الدخول بعنوان {email}. سجّل الدخول بالعنوان المناسب أو اطلب دعوة من أحد أفراد الفريق.',
  otherDomainTextNoAddress:
    'من لديه بريد على أحد نطاقات {workspace} ينضم بنفسه. أنت مسجّل الدخول دون عنوان موثّق. سجّل الدخول بالعنوان المناسب أو اطلب دعوة من أحد أفراد الفريق.',
  invitationTitle: 'الانضمام إلى {workspace} بدعوة فقط',
  invitationText:
    'لا ينضم أحد من تلقاء نفسه. اطلب من أحد أفراد الفريق دعوة {email}، وستصلك رسالة فيها رابط صالح.',
  invitationTextYou: 'لا ينضم أحد من تلقاء نفسه. اطلب دعوة من أحد أفراد الفريق، وستصلك رسالة فيها رابط صالح.',
  blockedTitle: 'لا يمكنك الانضمام إلى {workspace}',
  blockedText: 'حظرك الفريق. إن كنت ترى في ذلك خطأ فراسلهم.',
  joinTeam: 'الانضمام إلى الفريق',
  tryAgain: 'المحاولة مرة أخرى',
  visit: 'زيارة {workspace}',
  notNow: 'ليس الآن',
  leaveTitle: 'هل تريد مغادرة {workspace}؟',
  leave: 'مغادرة {workspace}',
  hasLeft: 'لقد غادرت {workspace}',
  teamLeft: 'لم تعد لوحة التحكم متاحة لك. للعودة اطلب دعوة.',
  guestLeft: 'لا يزال بإمكانك قراءة ما هو عام، والانضمام من جديد في أي وقت.',
  leaveTeamText:
    'تفقد الوصول إلى لوحة التحكم فورًا ويصبح مقعدك شاغرًا. ما كتبته يبقى باسمك، وتحتاج إلى دعوة للعودة.',
  leaveGuestText: 'لن تعود ضيفًا هنا. ما كتبته يبقى باسمك، ويمكنك الانضمام من جديد في أي وقت.',
  yourWorkspaces: 'مساحات عملك',
  handOver: 'نقل الملكية',
  stay: 'البقاء',
};
