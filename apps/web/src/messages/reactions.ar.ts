import type { Translation } from '@archipelago/core/language/message';
import type { en } from './reactions.en.ts';

export const ar: Translation<typeof en> = {
  heading: 'الإعجابات والتقييمات',
  like: 'إعجاب:',
  likes: {
    zero: 'لا إعجابات',
    one: 'إعجاب واحد',
    two: 'إعجابان',
    few: '{count} إعجابات',
    many: '{count} إعجابًا',
    other: '{count} إعجاب',
  },
  joinToLike: 'الانضمام لتسجيل الإعجاب بهذا المنشور',
  signInToLike: 'تسجيل الدخول لتسجيل الإعجاب بهذا المنشور',
  yourRating: 'تقييمك',
  stars: {
    zero: 'دون نجوم',
    one: 'نجمة واحدة',
    two: 'نجمتان',
    few: '{count} نجوم',
    many: '{count} نجمة',
    other: '{count} نجمة',
  },
  average: 'المتوسط:',
  ratedBy: {
    zero: 'لا تقييمات',
    one: 'التقييم {average} من 5، من شخص واحد',
    two: 'التقييم {average} من 5، من شخصين',
    few: 'التقييم {average} من 5، من {count} أشخاص',
    many: 'التقييم {average} من 5، من {count} شخصًا',
    other: 'التقييم {average} من 5، من {count} شخص',
  },
  notRated: 'لا تقييم بعد',
  ratings: {
    zero: 'لا تقييمات',
    one: 'تقييم واحد',
    two: 'تقييمان',
    few: '{count} تقييمات',
    many: '{count} تقييمًا',
    other: '{count} تقييم',
  },
  liked: 'شكرًا لك. سُجّل إعجابك.',
  unliked: 'أُلغي إعجابك.',
  rated: 'شكرًا لك. سُجّل تقييمك.',
  unrated: 'أُلغي تقييمك.',
};
