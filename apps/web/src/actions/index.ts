import { billing } from './billing.ts';
import { branding } from './branding.ts';
import { data } from './data.ts';
import { members } from './members.ts';
import { ownership } from './ownership.ts';
import { posts } from './posts.ts';
import { roles } from './roles.ts';
import { workspaces } from './workspaces.ts';

export const server = { billing, branding, data, members, ownership, posts, roles, workspaces };
