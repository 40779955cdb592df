import type { Translation } from '../language/message.ts';
import type { en } from './site-mails.en.ts';

export const ar: Translation<typeof en> = {
  answerSubject: 'رد: {subject}',
  answerSignature: '{author}، {workspace}',
  answerAction: 'مراسلة {workspace} مرة أخرى',
  answerNote: 'ما كُتب: {text}',
  answerFooter: 'وصلتك هذه الرسالة لأن شخصًا راسل {workspace} بهذا العنوان. للمتابعة يكفي الرد عليها.',
  replySubject: 'رد جديد على تعليقك على {post} ({workspace})',
  replyHeading: 'هناك رد على تعليقك على {post}',
  replyText: 'حدث هذا في {workspace}.',
  replyAction: 'قراءته على الموقع',
  replyNote: 'الرد يكون هناك بعد تسجيل الدخول كما عند التعليق.',
  replyFooter: 'وصلتك هذه الرسالة لأنك تُبلَّغ بالردود على تعليقاتك. لإيقاف هذه الرسائل: {url}',
  invitedHeading: 'دعاك {inviter} إلى {workspace}',
  invitedHeadingBySomebody: 'لديك دعوة إلى {workspace}',
  wantsMember: 'يسرّ {inviter} انضمامك إلى {workspace} بدور عضو، مع كتابة المنشورات ورؤية بقية الأعضاء.',
  wantsAdmin:
    'يسرّ {inviter} انضمامك إلى {workspace} بدور مشرف، مع كتابة المنشورات ودعوة الآخرين وتغيير مظهر مساحة العمل.',
  wantsRole: 'يسرّ {inviter} انضمامك إلى {workspace} بدور {role}.',
  wantsDescribedRole: 'يسرّ {inviter} انضمامك إلى {workspace} بدور {role}: {description}.',
  somebody: 'أحدهم',
  acceptInvitation: 'قبول الدعوة',
  invitationNote:
    'يصلح الرابط مرة واحدة حتى {day} لهذا العنوان. من لا يعرف {who} يمكنه تجاهل هذه الرسالة ولن يحدث شيء.',
  invitationFooter: 'وصلتك هذه الرسالة لأن شخصًا كتب عنوانك في دعوة.',
};
