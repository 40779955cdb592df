import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginStatement } from './scope.ts';

const workspaceId = '7de516b8-e669-42a7-8801-ef72e1fd1fdb';

test('a scope begins its transaction in one message', () => {
  expect(beginStatement({ 'app.workspace_id': workspaceId, 'app.stripe_customer_id': 'cus_1' })).toBe(
    `BEGIN; SELECT set_config('app.workspace_id', '${workspaceId}', true), set_config('app.stripe_customer_id', 'cus_1', true)`,
  );
});

test('no text can leave its quotes', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'binary' }), (text) => {
      const risky = `${text}'`;
      expect(() => beginStatement({ 'app.clerk_user_id': risky })).toThrow('no valid app.clerk_user_id');
      expect(() => beginStatement({ 'app.workspace_id': risky })).toThrow('no valid app.workspace_id');
    }),
  );
});
