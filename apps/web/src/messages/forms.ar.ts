import type { Translation } from '@archipelago/core/language/message';
import type { en } from './forms.en.ts';

export const ar: Translation<typeof en> = {
  cancel: 'إلغاء',
  close: 'إغلاق',
  notSaved: 'لم يُحفظ هذا. يُرجى تصحيح ما هو محدد أدناه والمحاولة مرة أخرى.',
  tooLarge: 'ما أرسلته أكبر مما يقبله هذا النموذج، فلم يُحفظ شيء. الحد الأقصى للصورة 2 ميغابايت.',
  leaveEmpty: 'يُترك هذا الحقل فارغًا',
  unreachable: 'تعذّر الحفظ. يُرجى التحقق من الاتصال والمحاولة مرة أخرى.',
};
