import type { Translation } from '@archipelago/core/language/message';
import type { en } from './failures.en.ts';

export const ar: Translation<typeof en> = {
  notFoundTitle: 'لا شيء هنا على الخريطة.',
  notFoundNote: '{status}، موقع غير معروف',
  notFoundText: 'لا يوجد شيء في هذا العنوان. ربما نُقلت الصفحة أو كُتب العنوان خطأً.',
  brokenLink: 'هذا الرابط لا يعمل.',
  unreadable: 'تعذّرت قراءة الطلب.',
  notInPlan: 'الخطة لا تشمل هذا.',
  notOpen: 'هذا غير متاح لك.',
  notHere: 'لا يمكن فعل ذلك هنا.',
  changedMeanwhile: 'تغيّر شيء في هذه الأثناء.',
  noLongerHere: 'لم يعد هذا موجودًا هنا.',
  tooLarge: 'هذا كبير جدًا.',
  tooMany: 'طلبات كثيرة دفعة واحدة.',
  backSoon: 'سنعود بعد لحظات.',
  ours: 'حدث خلل من جهتنا.',
  didNotWork: 'لم ينجح ذلك.',
  oursText: 'سُجّل الخطأ ولم يُحفظ شيء منقوصًا. يُرجى المحاولة مرة أخرى، وإن تكرر ذلك فإبلاغنا بالرقم أدناه.',
  frontPage: 'الذهاب إلى الصفحة الرئيسية',
  yourWorkspaces: 'مساحات عملك',
  writeToUs: 'مراسلتنا',
  toPlatform: 'الذهاب إلى Archipelago',
  tryAgain: 'المحاولة مرة أخرى',
  request: 'الطلب {id}',
};
