import type { Translation } from '@archipelago/core/language/message';
import type { en } from './forms.en.ts';

export const ar: Translation<typeof en> = {
  cancel: 'إلغاء',
  close: 'إغلاق',
  notSaved: 'لم يُحفظ هذا. صحّح ما هو محدد أدناه وحاول مرة أخرى.',
  tooLarge: 'ما أرسلته أكبر مما يقبله هذا النموذج، فلم يُحفظ شيء. الحد الأقصى للصورة 2 ميغابايت.',
  leaveEmpty: 'اترك هذا الحقل فارغًا',
  unreachable: 'تعذّر الحفظ. تحقق من اتصالك وحاول مرة أخرى.',
};
