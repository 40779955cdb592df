import type { Translation } from '@archipelago/core/language/message';
import type { en } from './signing-in.en.ts';

export const ar: Translation<typeof en> = {
  needsJavaScript: 'يتطلب هذا JavaScript. يُرجى تفعيله لهذا الموقع ثم إعادة تحميل الصفحة.',
  signInTo: 'تسجيل الدخول إلى {name}',
  signUpAt: 'إنشاء حساب في {name}',
  signUp: 'إنشاء حساب',
  signIn: 'تسجيل الدخول',
  signOut: 'تسجيل الخروج',
  newHere: 'أول زيارة؟',
  haveSignIn: 'لديك حساب بالفعل؟',
  enterPassword: 'إدخال كلمة المرور',
  toSignIn: 'لتسجيل الدخول إلى {name}',
  checkEmail: 'وصلتك رسالة على بريدك الإلكتروني',
  codeHint: 'يُرجى إدخال الرمز الذي أرسلناه للمتابعة إلى {name}',
  codeForPassword: 'يُرجى إدخال الرمز الذي أرسلناه لاختيار كلمة مرور جديدة',
  forgotPassword: 'هل نسيت كلمة المرور؟',
  anotherWay: 'طريقة أخرى لتسجيل الدخول',
  anotherWayText: 'اختيار طريقة إثبات الهوية',
  emailAddress: 'البريد الإلكتروني',
  unknownAddress: 'لم يسجّل أحد بهذا العنوان. يُرجى التحقق منه أو إنشاء حساب.',
  wrongPassword: 'كلمة المرور غير صحيحة. يُرجى المحاولة مرة أخرى أو إعادة تعيينها.',
  wrongCode: 'الرمز غير صحيح. يُرجى التحقق من الأرقام أو استخدام رمز أحدث.',
  you: 'أنت',
  inEveryWorkspace: 'في كل مساحات العمل.',
};
