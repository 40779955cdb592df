import { z } from 'zod';
import { signInGap } from '../access/sign-in-rules.ts';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';

/**
 * Sets what the team must sign in with. It holds for everybody's next request. CONFLICT with the reason `own-sign-in` for
 * somebody who would lock themselves out. Saving what is already so is not recorded.
 */
export const setSignInRules = command({
  name: 'set-sign-in-rules',
  permission: 'security:manage',
  audit: 'workspace.sign_in_rules_changed',
  input: z.strictObject({
    secondFactor: z.enum(['required', 'optional'], 'Choose whether a second step is needed.'),
  }),
  async run(ctx, { secondFactor }) {
    const { tx, workspace } = ctx;
    const rules = { secondFactor: secondFactor === 'required' };
    if (signInGap(rules, ctx.signIn)) throw wouldLockOut();
    await lockWorkspace(tx, workspace.id);
    const before = await tx.workspace.findUniqueOrThrow({
      where: { id: workspace.id },
      select: { secondFactorRequired: true },
    });
    if (before.secondFactorRequired === rules.secondFactor) {
      ctx.unchanged();
      return { secondFactor };
    }
    await tx.workspace.update({
      where: { id: workspace.id },
      data: { secondFactorRequired: rules.secondFactor },
      select: { id: true },
    });
    const wordOf = (required: boolean) => (required ? 'required' : 'optional');
    await ctx.audit({
      targetKind: 'workspace',
      targetId: workspace.id,
      targetName: workspace.name,
      changes: {
        'second step': { from: wordOf(before.secondFactorRequired), to: wordOf(rules.secondFactor) },
      },
    });
    return { secondFactor };
  },
});

function wouldLockOut(): AppError {
  return new AppError(
    'CONFLICT',
    'You signed in without a second step, so this would lock you out yourself. Set up two-step verification in your profile, sign out and in again with it, then come back.',
    { reason: 'own-sign-in' },
  );
}
