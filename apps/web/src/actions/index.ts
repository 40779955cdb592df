import { billing } from './billing.ts';
import { branding } from './branding.ts';
import { comments } from './comments.ts';
import { contact } from './contact.ts';
import { data } from './data.ts';
import { developers } from './developers.ts';
import { domains } from './domains.ts';
import { guestbook } from './guestbook.ts';
import { inquiries } from './inquiries.ts';
import { members } from './members.ts';
import { navigation } from './navigation.ts';
import { newsletter } from './newsletter.ts';
import { notifications } from './notifications.ts';
import { operator } from './operator.ts';
import { ownership } from './ownership.ts';
import { person } from './person.ts';
import { posts } from './posts.ts';
import { reactions } from './reactions.ts';
import { roles } from './roles.ts';
import { support } from './support.ts';
import { webhooks } from './webhooks.ts';
import { workspaces } from './workspaces.ts';

export const server = {
  billing,
  branding,
  comments,
  contact,
  data,
  developers,
  domains,
  guestbook,
  inquiries,
  members,
  navigation,
  newsletter,
  notifications,
  operator,
  ownership,
  person,
  posts,
  reactions,
  roles,
  support,
  webhooks,
  workspaces,
};
