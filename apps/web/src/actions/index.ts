import { billing } from './billing.ts';
import { members } from './members.ts';
import { posts } from './posts.ts';
import { workspaces } from './workspaces.ts';

export const server = { billing, members, posts, workspaces };
