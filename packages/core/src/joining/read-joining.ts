import { z } from 'zod';
import { query } from '../registry/query.ts';
import { joiningOf } from './joining-of.ts';

/** How people join the workspace by themselves, for whoever decides it. */
export const readJoining = query({
  name: 'read-joining',
  permission: 'members:manage',
  input: z.strictObject({}),
  run: ({ tx, workspace }) => joiningOf(tx, workspace.id),
});
