import type { Translation } from '@archipelago/core/language/message';
import type { en } from './consent.en.ts';

export const ar: Translation<typeof en> = {
  title: 'هل تسمح لنا بعدّ زيارتك؟',
  text: 'تعدّ {site} الزيارات ببرنامج صغير من {host} قد يحفظ ملفات تعريف الارتباط على جهازك. لا يُحمَّل إلا إذا وافقت. يمكنك تغيير رأيك من «خيارات ملفات الارتباط» في آخر كل صفحة.',
  refuse: 'رفض',
  accept: 'موافقة',
  choices: 'خيارات ملفات الارتباط',
};
