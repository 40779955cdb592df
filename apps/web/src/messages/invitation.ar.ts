import type { Translation } from '@archipelago/core/language/message';
import type { en } from './invitation.en.ts';

export const ar: Translation<typeof en> = {
  brokenTitle: 'هذا الرابط لا يعمل',
  brokenText: 'يُرجى فتحه كاملًا من الرسالة مرة أخرى. إن لم ينفع ذلك فيمكن طلب دعوة جديدة.',
  onTeamTitle: 'مكانك محفوظ في فريق {workspace}',
  onTeamAsMember: 'دورك فيه عضو، لذا لا شيء لقبوله.',
  onTeamAsAdmin: 'دورك فيه مشرف، لذا لا شيء لقبوله.',
  onTeamAsOwner: 'دورك فيه مالك، لذا لا شيء لقبوله.',
  onTeamWithRole: 'دورك فيه {role}، لذا لا شيء لقبوله.',
  whoInvited: 'الشخص الذي دعاك',
  expiredTitle: 'انتهت صلاحية هذه الدعوة',
  expiredText: 'تصلح الدعوة سبعة أيام. يمكن طلب دعوة جديدة من {inviter}.',
  withdrawnTitle: 'سُحبت هذه الدعوة',
  withdrawnText: 'إن كان في ذلك خطأ فيمكن طلب دعوة جديدة من {inviter}.',
  usedTitle: 'استُخدمت هذه الدعوة',
  usedText: 'تصلح الدعوة مرة واحدة. من استخدمها يكفيه تسجيل الدخول، وإلا فيمكن طلب دعوة جديدة من {inviter}.',
  joinTitle: 'الانضمام إلى {workspace}',
  invitedAsMember: 'يدعوك {inviter} إلى الانضمام إلى الفريق عضوًا.',
  invitedAsAdmin: 'يدعوك {inviter} إلى الانضمام إلى الفريق مشرفًا.',
  invitedWithRole: 'يدعوك {inviter} إلى الانضمام إلى الفريق بدور {role}.',
  areInvitedAsMember: 'وصلتك دعوة إلى الانضمام إلى الفريق عضوًا.',
  areInvitedAsAdmin: 'وصلتك دعوة إلى الانضمام إلى الفريق مشرفًا.',
  areInvitedWithRole: 'وصلتك دعوة إلى الانضمام إلى الفريق بدور {role}.',
  useAddress: 'يلزم استخدام العنوان الذي أُرسلت إليه الرسالة: {address}.',
  otherAddressTitle: 'هذه الدعوة لعنوان آخر',
  otherAddressText:
    'أُرسلت إلى {address} وسجّلت الدخول بعنوان {email}. يلزم تسجيل الخروج واستخدام ذلك العنوان.',
  otherAddressTextNoAddress:
    'أُرسلت إلى {address} وسجّلت الدخول دون عنوان موثّق. يلزم تسجيل الخروج واستخدام ذلك العنوان.',
  blockedTitle: 'لا يمكنك الانضمام إلى {workspace}',
  blockedText: 'حظرك الفريق. إن كان في ذلك خطأ فيمكن طلب رفع الحظر من {inviter}، وتبقى الدعوة قائمة.',
  noSeatTitle: 'لا توجد مقاعد شاغرة',
  noSeatText:
    'مقاعد {workspace} كلها مشغولة حاليًا. يُرجى إخبار {inviter}، وتبقى الدعوة قائمة والمحاولة ممكنة مرة أخرى.',
  accept: 'قبول الدعوة',
  signUp: 'إنشاء حساب والانضمام',
  haveSignIn: 'لدي حساب بالفعل',
  signIn: 'تسجيل الدخول',
  tryAgain: 'المحاولة مرة أخرى',
  openDashboard: 'فتح لوحة التحكم',
  visit: 'زيارة {workspace}',
};
