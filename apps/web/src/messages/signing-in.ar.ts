import type { Translation } from '@archipelago/core/language/message';
import type { en } from './signing-in.en.ts';

export const ar: Translation<typeof en> = {
  needsJavaScript: 'يتطلب هذا JavaScript. فعّله لهذا الموقع ثم أعد تحميل الصفحة.',
  signInTo: 'تسجيل الدخول إلى {name}',
  signUpAt: 'إنشاء حساب في {name}',
  signUp: 'إنشاء حساب',
  signIn: 'تسجيل الدخول',
  signOut: 'تسجيل الخروج',
  newHere: 'جديد هنا؟',
  haveSignIn: 'لديك حساب بالفعل؟',
  enterPassword: 'أدخل كلمة المرور',
  toSignIn: 'لتسجيل الدخول إلى {name}',
  checkEmail: 'تحقق من بريدك الإلكتروني',
  codeHint: 'أدخل الرمز الذي أرسلناه للمتابعة إلى {name}',
  codeForPassword: 'أدخل الرمز الذي أرسلناه لاختيار كلمة مرور جديدة',
  forgotPassword: 'هل نسيت كلمة المرور؟',
  anotherWay: 'طريقة أخرى لتسجيل الدخول',
  anotherWayText: 'اختر كيفية إثبات هويتك',
  emailAddress: 'البريد الإلكتروني',
  unknownAddress: 'لم يسجّل أحد بهذا العنوان. تحقق منه أو أنشئ حسابًا.',
  wrongPassword: 'كلمة المرور غير صحيحة. حاول مرة أخرى أو أعد تعيينها.',
  wrongCode: 'الرمز غير صحيح. تحقق من الأرقام أو استخدم رمزًا أحدث.',
  you: 'أنت',
  inEveryWorkspace: 'في كل مساحات العمل.',
};
