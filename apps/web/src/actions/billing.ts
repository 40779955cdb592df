import { applyPromotionCode } from '@archipelago/core/billing/apply-promotion-code';
import { cancelSubscription } from '@archipelago/core/billing/cancel-subscription';
import { downgradePlan } from '@archipelago/core/billing/downgrade-plan';
import { openInvoice } from '@archipelago/core/billing/open-invoice';
import { openPortal } from '@archipelago/core/billing/open-portal';
import { previewChange } from '@archipelago/core/billing/preview-change';
import { previewPromotionCode } from '@archipelago/core/billing/preview-promotion-code';
import { resumeSubscription } from '@archipelago/core/billing/resume-subscription';
import { saveBillingDetails } from '@archipelago/core/billing/save-billing-details';
import { startCheckout } from '@archipelago/core/billing/start-checkout';
import { startTrial } from '@archipelago/core/billing/start-trial';
import { upgradePlan } from '@archipelago/core/billing/upgrade-plan';
import { withdrawDowngrade } from '@archipelago/core/billing/withdraw-downgrade';
import { workspaceAction } from './action-of.ts';

export const billing = {
  startTrial: workspaceAction(startTrial),
  startCheckout: workspaceAction(startCheckout),
  openPortal: workspaceAction(openPortal),
  openInvoice: workspaceAction(openInvoice),
  previewChange: workspaceAction(previewChange),
  upgrade: workspaceAction(upgradePlan, agreed),
  downgrade: workspaceAction(downgradePlan, agreed),
  withdrawDowngrade: workspaceAction(withdrawDowngrade),
  cancel: workspaceAction(cancelSubscription),
  resume: workspaceAction(resumeSubscription),
  previewPromotionCode: workspaceAction(previewPromotionCode),
  applyPromotionCode: workspaceAction(applyPromotionCode),
  saveDetails: workspaceAction(saveBillingDetails),
};

/** The form repeats the plan for the page that shows it again; what counts is the signed preview. */
function agreed({ preview }: Record<string, FormDataEntryValue>) {
  return { preview };
}
