import { prisma } from './connection.ts';
import type { Prisma } from './generated/client.ts';
import { orUnavailable } from './or-unavailable.ts';
import { beginning, type Scope } from './scope.ts';

/** One transaction whose settings are exactly `scope`. */
export function runInScope<T>(scope: Scope, run: (tx: Prisma.TransactionClient) => Promise<T>): Promise<T> {
  return orUnavailable(() =>
    beginning.run(scope, () =>
      // The scope belongs to this BEGIN alone, not to what `run` may begin.
      prisma().$transaction((tx) => beginning.exit(() => run(tx))),
    ),
  );
}
