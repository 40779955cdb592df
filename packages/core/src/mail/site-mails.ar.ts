import type { Translation } from '../language/message.ts';
import type { en } from './site-mails.en.ts';

export const ar: Translation<typeof en> = {
  answerSubject: 'رد: {subject}',
  answerSignature: '{author}، {workspace}',
  answerAction: 'مراسلة {workspace} مرة أخرى',
  answerNote: 'كتبتَ: {text}',
  answerFooter: 'وصلتك هذه الرسالة لأن شخصًا راسل {workspace} بهذا العنوان. للمتابعة يكفي الرد عليها.',
  replySubject: 'رد جديد على تعليقك على {post} ({workspace})',
  replyHeading: 'هناك رد على تعليقك على {post}',
  replyText: 'حدث هذا في {workspace}.',
  replyAction: 'قراءته على الموقع',
  replyNote: 'للرد سجّل الدخول هناك كما فعلت عند التعليق.',
  replyFooter: 'وصلتك هذه الرسالة لأنك تُبلَّغ بالردود على تعليقاتك. لإيقاف هذه الرسائل: {url}',
  approvedSubject: 'تعليقك على {post} ظاهر الآن ({workspace})',
  approvedHeading: 'تعليقك على {post} ظاهر الآن',
  entryApprovedSubject: 'توقيعك في سجل زوار {workspace} ظاهر الآن',
  entryApprovedHeading: 'توقيعك في سجل الزوار ظاهر الآن',
  approvedText: 'اطّلع عليه {workspace} وسمح بظهوره. يراه كل من يحق له القراءة هناك.',
  approvedNote: 'كل ما كتبته هناك تجده في «ملفك الشخصي».',
  approvedFooter: 'وصلتك هذه الرسالة لأنك تُبلَّغ عند ظهور ما تكتبه. لإيقاف هذه الرسائل: {url}',
  invitedHeading: 'دعاك {inviter} إلى {workspace}',
  invitedHeadingBySomebody: 'لديك دعوة إلى {workspace}',
  wantsMember: 'يودّ {inviter} أن تنضم إلى {workspace} عضوًا. ستتمكن من كتابة المنشورات ورؤية بقية الأعضاء.',
  wantsAdmin:
    'يودّ {inviter} أن تنضم إلى {workspace} مشرفًا. ستتمكن من كتابة المنشورات ودعوة الآخرين وتغيير مظهر مساحة العمل.',
  wantsRole: 'يودّ {inviter} أن تنضم إلى {workspace} بدور {role}.',
  wantsDescribedRole: 'يودّ {inviter} أن تنضم إلى {workspace} بدور {role}: {description}.',
  somebody: 'أحدهم',
  acceptInvitation: 'قبول الدعوة',
  invitationNote:
    'يصلح الرابط مرة واحدة حتى {day} لهذا العنوان. إن كنت لا تعرف {who} فتجاهل هذه الرسالة ولن يحدث شيء.',
  invitationFooter: 'وصلتك هذه الرسالة لأن شخصًا كتب عنوانك في دعوة.',
};
