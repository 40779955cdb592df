import type { Translation } from '@archipelago/core/language/message';
import type { en } from './posts.en.ts';

export const ar: Translation<typeof en> = {
  forGuests: 'للضيوف والأعضاء',
  forMembers: 'للأعضاء فقط',
  guestsTitle: 'هذا المنشور لضيوف {workspace}',
  membersTitle: 'هذا المنشور لأعضاء {workspace}',
  secondStep:
    'تطلب {workspace} من أعضائها خطوة ثانية عند تسجيل الدخول. لمتابعة القراءة يلزم إضافة خطوة إلى حسابك.',
  notOnTeam: 'سجّلت الدخول لكنك لست ضمن الفريق. إن كان مكانك فيه فيمكن سؤال القائمين على الموقع.',
  notJoined: 'سجّلت الدخول، لكن لم يتم انضمامك هنا بعد.',
  guestsSignIn: 'لقراءته هنا مع تعليقاته يلزم تسجيل الدخول.',
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
