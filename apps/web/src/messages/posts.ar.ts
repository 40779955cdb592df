import type { Translation } from '@archipelago/core/language/message';
import type { en } from './posts.en.ts';

export const ar: Translation<typeof en> = {
  forGuests: 'للضيوف والأعضاء',
  forMembers: 'للأعضاء فقط',
  guestsTitle: 'هذا المنشور لضيوف {workspace}',
  membersTitle: 'هذا المنشور لأعضاء {workspace}',
  secondStep: 'تطلب {workspace} من أعضائها خطوة ثانية عند تسجيل الدخول. أضف خطوة إلى حسابك لمتابعة القراءة.',
  notOnTeam: 'أنت مسجّل الدخول ولست ضمن الفريق. اسأل القائمين على الموقع إن كان ينبغي أن تكون فيه.',
  notJoined: 'أنت مسجّل الدخول لكنك لم تنضم هنا بعد.',
  guestsSignIn: 'سجّل الدخول لقراءته هنا مع تعليقاته.',
  membersSignIn: 'يسجّل الأعضاء الدخول لقراءته هنا مع تعليقاته.',
  securitySettings: 'فتح إعدادات الأمان',
  contents: 'في هذه الصفحة',
  share: 'مشاركة',
  byMail: 'البريد الإلكتروني',
  copyLink: 'نسخ الرابط',
  linkCopied: 'نُسخ الرابط',
  morePosts: 'منشورات أخرى',
  newerPost: 'المنشور الأحدث',
  olderPost: 'المنشور الأقدم',
};
