import type { Translation } from '@archipelago/core/language/message';
import type { en } from './unsubscribe.en.ts';

export const ar: Translation<typeof en> = {
  stoppedTitle: 'أُوقفت الرسائل',
  stopTitle: 'إيقاف هذه الرسائل',
  stoppedHeading: 'توقفت هذه الرسائل',
  stopHeading: 'هل تريد إيقاف هذه الرسائل؟',
  stoppedText: 'لن تصلك بعد الآن رسائل من {workspace} بشأن: {what}. لا يتغير شيء آخر.',
  stopText: 'ترسل إليك {workspace} رسائل بشأن: {what}. يبقى كل شيء آخر كما هو.',
  replies: 'الردود على تعليقاتك',
  approvals: 'الموافقة على ما كتبته',
  preferences: 'تفضيلات الإشعارات',
};
