import type { Translation } from '@archipelago/core/language/message';
import type { en } from './newsletter.en.ts';

export const ar: Translation<typeof en> = {
  heading: 'النشرة البريدية من {workspace}',
  description: 'احصل على ما تنشره {workspace} عبر البريد الإلكتروني.',
  lead: 'ما تنشره {workspace} يصلك عبر البريد الإلكتروني. في كل رسالة رابط لإلغاء الاشتراك.',
  yourEmail: 'بريدك الإلكتروني',
  emailHint: 'يُستخدم للنشرة البريدية وحدها، وتؤكده من رسالة تصلك.',
  subscribe: 'اشتراك',
  askedTitle: 'تفقّد بريدك.',
  askedText:
    'إن لم تكن مشتركًا بالفعل فهناك رسالة في طريقها إليك. افتح رابطها واختر «اشتراك»: لن يصلك شيء قبل ذلك.',
  back: 'العودة إلى {workspace}',
  closed: 'لا تقبل {workspace} مشتركين جددًا حاليًا.',
  confirmHeading: 'هل تريد الاشتراك في نشرة {workspace}؟',
  confirmText: 'سيصلك ما تنشره {workspace} عبر البريد الإلكتروني إلى أن تلغي الاشتراك.',
  otherAddress: 'استخدام عنوان آخر',
  overHeading: 'لم يعد هذا الرابط صالحًا',
  overText: 'انتهت مدته أو أُرسل إليك رابط أحدث منه. اشترك من جديد ليصلك رابط آخر.',
  subscribedTitle: 'تم الاشتراك',
  subscribedHeading: 'أنت مشترك الآن',
  subscribedText: 'ستصلك نشرة {workspace} على بريدك من الآن فصاعدًا. في كل رسالة رابط لإلغاء الاشتراك.',
  leave: 'إلغاء الاشتراك',
  leaveHeading: 'هل تريد إلغاء الاشتراك؟',
  leaveText: 'لن ترسل إليك {workspace} نشرات بعد ذلك.',
  toSite: 'إلى {workspace}',
  leftTitle: 'أُلغي الاشتراك',
  leftHeading: 'أُلغي اشتراكك',
  leftText: 'لن تصلك نشرات {workspace} بعد الآن. قد تصلك نشرة هي في طريقها إليك الآن.',
  again: 'الاشتراك من جديد',
  cardHeading: 'عبر البريد الإلكتروني',
  cardText: 'ما تنشره {workspace} يصل إلى بريدك.',
};
