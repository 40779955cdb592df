import type { Translation } from '@archipelago/core/language/message';
import type { en } from './contact.en.ts';

export const ar: Translation<typeof en> = {
  title: 'اتصل بنا',
  description: 'راسل فريق {workspace}.',
  heading: 'مراسلة {workspace}',
  sentTitle: 'وصلت رسالتك.',
  sentText: 'ستردّ {workspace} على البريد الإلكتروني الذي كتبته.',
  back: 'العودة إلى {workspace}',
  closed: 'لا تستقبل {workspace} رسائل هنا حاليًا.',
  lead: 'لا يقرأ رسالتك سوى فريق {workspace}، ويصلك الرد عبر البريد الإلكتروني.',
  yourName: 'اسمك',
  yourEmail: 'بريدك الإلكتروني',
  subject: 'الموضوع',
  message: 'رسالتك',
  send: 'إرسال الرسالة',
};
