import type { AuditAction } from './audit-actions.ts';
import type { AuditChanges, AuditValue } from './record-audit-event.ts';

/** Text to show as it is; `strong` marks the names in it. */
export interface SentencePart {
  text: string;
  strong?: true;
}

interface DescribedEvent {
  action: AuditAction;
  actorName: string;
  targetName: string;
  changes: AuditChanges;
}

type Predicate = (event: DescribedEvent) => SentencePart[];

/** `Ada Lovelace invited alan@acme.test as admin`, in parts. The actor comes first; there is no full stop. */
export function describeAuditEvent(event: DescribedEvent): SentencePart[] {
  const predicate = predicates[event.action] ?? (({ action, targetName }) => say(action, strong(targetName)));
  return [strong(event.actorName), ...predicate(event)];
}

const predicates: Record<AuditAction, Predicate> = {
  'workspace.created': ({ targetName }) => say('created', strong(targetName)),
  'workspace.updated': ({ changes }) => say('changed', listOfFields(changes)),
  'workspace.address_changed': ({ changes }) => say('changed the address', fromTo(changes.address)),
  'workspace.image_uploaded': ({ changes }) => say('uploaded a', changes.cover ? 'cover' : 'logo'),
  'workspace.image_removed': ({ changes }) => say('removed the', changes.cover ? 'cover' : 'logo'),
  'workspace.branding_changed': ({ changes }) => say('changed', listOfFields(changes)),
  'workspace.navigation_changed': ({ changes }) => {
    const [did = 'changed', which] = Object.entries(changes)[0] ?? [];
    const link = which?.to ? [...say('the link', strong(String(which.to)), 'of')] : [];
    return say(did, link, 'the navigation');
  },
  'workspace.deletion_requested': ({ targetName }) => say('deleted', strong(targetName)),
  'workspace.restored': ({ targetName }) => say('restored', strong(targetName)),
  'data.export_requested': () => say('asked for an export of all data'),
  'data.export_downloaded': () => say('downloaded an export of all data'),
  'workspace.joining_changed': ({ changes }) =>
    say(joiningSentences[String(changes.policy?.to)] ?? 'changed the domains whose people may join'),
  'workspace.sign_in_rules_changed': ({ changes }) =>
    say(
      changes['second step']?.to === 'required'
        ? 'asked the team for a second step at sign-in'
        : 'stopped asking the team for a second step at sign-in',
    ),
  'workspace.setup_list_changed': ({ changes }) =>
    say(changes.hidden?.to ? 'put the set-up list away' : 'brought the set-up list back'),
  'support.allowed': ({ changes }) => say('let support in', durationOf(changes)),
  'support.ended': () => say('ended the access of support'),
  'support.expired': () => say('closed the access of support, which had run out'),
  'support.entered': ({ changes }) => say('came in as support:', strong(String(changes.reason?.to ?? ''))),
  'support.left': () => say('left, as support'),
  'member.invited': ({ targetName, changes }) => say('invited', strong(targetName), asRole(changes)),
  'member.joined': () => say('joined as a guest'),
  'member.joined_team': ({ changes }) => say('joined the team', asRole(changes)),
  'member.removed': ({ targetName }) => say('removed', strong(targetName)),
  'member.role_changed': ({ targetName, changes }) =>
    say('changed the role of', strong(targetName), fromTo(changes.role)),
  'member.left': () => say('left'),
  'member.blocked': ({ targetName }) => say('blocked', strong(targetName)),
  'member.unblocked': ({ targetName }) => say('unblocked', strong(targetName)),
  'role.created': ({ targetName }) => say('composed the role', strong(targetName)),
  'role.updated': ({ targetName }) => say('changed what the role', strong(targetName), 'is'),
  'role.deleted': ({ targetName }) => say('deleted the role', strong(targetName)),
  'ownership.offered': ({ targetName }) => say('offered ownership to', strong(targetName)),
  'ownership.withdrawn': ({ targetName }) => say('withdrew the offer of ownership to', strong(targetName)),
  'ownership.declined': ({ targetName }) => say('declined the ownership that', strong(targetName), 'offered'),
  'ownership.transferred': ({ targetName }) => say('took over ownership from', strong(targetName)),
  'invitation.accepted': ({ changes }) => say('accepted the invitation and joined', asRole(changes)),
  'invitation.resent': ({ targetName }) => say('sent the invitation of', strong(targetName), 'again'),
  'invitation.revoked': ({ targetName }) => say('revoked the invitation of', strong(targetName)),
  'post.created': ({ targetName, changes }) =>
    say(changes.status?.to === 'published' ? 'published' : 'drafted', strong(targetName)),
  'post.published': ({ targetName }) => say('published', strong(targetName)),
  'post.unpublished': ({ targetName }) => say('took down', strong(targetName)),
  'post.scheduled': ({ targetName }) => say('scheduled', strong(targetName)),
  'post.unscheduled': ({ targetName }) => say('withdrew the schedule of', strong(targetName)),
  'post.featured': ({ targetName }) => say('let', strong(targetName), 'lead the site'),
  'post.unfeatured': ({ targetName }) => say('let', strong(targetName), 'lead the site no more'),
  'post.cover_changed': ({ targetName, changes }) =>
    say(changes.cover?.to ? 'gave a cover to' : 'removed the cover of', strong(targetName)),
  'post.picture_uploaded': ({ targetName }) => say('uploaded a picture for a text:', strong(targetName)),
  'post.updated': ({ targetName, changes }) =>
    say(postChange[String(changes.status?.to)] ?? 'edited', strong(targetName)),
  'post.deleted': ({ targetName }) => say('deleted', strong(targetName)),
  'comment.created': ({ targetName, changes }) =>
    say('commented on', strong(targetName), changes.state?.to === 'held' ? 'and waits for approval' : ''),
  'comment.edited': ({ targetName }) => say('changed a comment of theirs on', strong(targetName)),
  'usage.limit_near': ({ targetName }) => say('counted', strong(targetName), 'and warned'),
  'usage.limit_reached': ({ targetName }) => say('counted', strong(targetName), 'and warned'),
  'comment.deleted': ({ targetName }) => say('deleted a comment on', strong(targetName)),
  'comment.moderated': ({ targetName, changes }) =>
    say(moderation[String(changes.state?.to)] ?? 'moderated', 'a comment on', strong(targetName)),
  'comment.reported': ({ targetName, changes }) =>
    say('reported a comment on', strong(targetName), changes.state?.to === 'held' ? 'which is held now' : ''),
  'workspace.guestbook_changed': ({ changes }) =>
    say(signersSentences[String(changes.signers?.to)] ?? 'changed who may sign the guestbook'),
  'inquiry.received': ({ targetName, changes }) =>
    say('wrote:', strong(targetName), changes.state?.to === 'spam' ? 'which looks like spam' : ''),
  'inquiry.answered': ({ targetName }) => say('answered', strong(targetName)),
  'inquiry.assigned': ({ targetName, changes }) =>
    changes.inquiry?.to === targetName
      ? say('gave', strong(targetName), 'to nobody')
      : say(
          'gave',
          changes.inquiry?.to ? strong(String(changes.inquiry.to)) : 'an inquiry',
          'to',
          strong(targetName),
        ),
  'inquiry.state_changed': ({ targetName, changes }) =>
    say(inquiryStateWords[String(changes.state?.to)] ?? 'changed', strong(targetName)),
  'inquiry.deleted': ({ targetName }) => say('deleted the inquiry', strong(targetName)),
  'newsletter.subscribed': () => say('subscribed to the newsletter'),
  'newsletter.unsubscribed': () => say('left the newsletter'),
  'newsletter.subscriber_added': () => say('added a subscriber by hand'),
  'newsletter.subscriber_removed': () => say('took a subscriber off the newsletter'),
  'newsletter.imported': ({ targetName }) => say('asked', strong(targetName), 'to subscribe'),
  'newsletter.issue_started': ({ targetName, changes }) =>
    say(changes.state?.from ? 'went on sending' : 'sent', strong(targetName), 'as a newsletter'),
  'newsletter.issue_sent': ({ targetName, changes }) =>
    say('delivered', strong(targetName), `to ${changes.mails?.to ?? 0} subscribers`),
  'newsletter.issue_cancelled': ({ targetName, changes }) =>
    say('stopped sending', strong(targetName), stopReasons[String(changes.because?.to)] ?? ''),
  'workspace.comments_changed': ({ changes }) =>
    say(commentPolicySentences[String(changes.policy?.to)] ?? 'changed which comments wait'),
  'domain.added': ({ targetName }) => say('added the domain', strong(targetName)),
  'domain.verified': ({ targetName }) => say('verified the domain', strong(targetName)),
  'domain.failed': ({ targetName }) =>
    say('gave up the domain', strong(targetName), 'because its TXT record was not there'),
  'domain.primary_changed': ({ targetName, changes }) =>
    changes.primary?.to
      ? say('made', strong(targetName), 'the primary domain')
      : say('put the site back at its platform address, from', strong(targetName)),
  'domain.removed': ({ targetName }) => say('removed the domain', strong(targetName)),
  'billing.trial_started': ({ targetName }) => say('started the', strong(targetName)),
  'billing.checkout_started': ({ targetName }) => say('opened Checkout for', strong(targetName)),
  'billing.checkout_confirmed': ({ targetName }) => say('finished Checkout for', strong(targetName)),
  'billing.portal_opened': () => say('opened the billing portal'),
  'billing.plan_changed': ({ changes }) => say('changed the plan', fromTo(changes.plan)),
  'billing.status_changed': ({ changes }) => say('changed the subscription', fromTo(changes.status)),
  'billing.interval_changed': ({ changes }) => say('changed the billing interval', fromTo(changes.interval)),
  'billing.seats_changed': ({ changes }) => say('changed the paid seats', fromTo(changes.seats)),
  'billing.cancellation_changed': ({ changes }) =>
    changes.ends?.to
      ? say('will end the subscription on', strong(String(changes.ends.to)))
      : say('resumed the subscription'),
  'billing.payment_method_changed': ({ changes }) => {
    const to = changes['payment method']?.to;
    return to ? say('put', strong(String(to)), 'on file') : say('removed the payment method');
  },
  'billing.planned_plan_changed': ({ changes }) => {
    const to = changes['planned plan']?.to;
    return to ? say('planned', strong(String(to))) : say('dropped the planned change of plan');
  },
  'billing.discount_changed': ({ changes }) => {
    const to = changes.discount?.to;
    return to ? say('took off the discount', strong(String(to))) : say('ended the discount');
  },
  'billing.upgraded': ({ targetName }) => say('moved to', strong(targetName), 'at once'),
  'billing.downgrade_planned': ({ targetName }) => say('chose', strong(targetName), 'for the next period'),
  'billing.downgrade_withdrawn': ({ targetName }) => say('took back the change to', strong(targetName)),
  'billing.cancelled': ({ targetName }) => say('cancelled', strong(targetName)),
  'billing.resumed': ({ targetName }) => say('kept', strong(targetName), 'after cancelling it'),
  'billing.promotion_code_applied': ({ targetName }) => say('applied the promotion code', strong(targetName)),
  'billing.details_saved': () => say('saved the billing details'),
  'billing.payment_failed': () => say('could not collect a payment'),
  'billing.payment_received': () => say('received a payment'),
  'billing.payment_recovered': () => say('received the payment that had failed'),
  'billing.trial_ending': () => say('gave notice that the trial ends soon'),
  'billing.read_only_begun': () => say('made the workspace read-only, since a bill is not paid'),
  'billing.replayed': () => say('tried to read the subscription from Stripe again, which had been given up'),
  'billing.resynced': () => say('read the subscription from Stripe again'),
  'job.retried': ({ targetName }) => say('tried a background job again:', strong(targetName)),
  'audit.redacted': ({ targetName }) => say('took a person out of', strong(targetName)),
  'person.erased': () => say('was erased, as they had asked'),
  'audit.trimmed': ({ targetName }) => say('removed', strong(targetName)),
  'notification.preferences_changed': () => say('changed what they are told of'),
  'webhook.created': ({ targetName }) => say('added the webhook endpoint', strong(targetName)),
  'webhook.updated': ({ targetName }) => say('changed the webhook endpoint', strong(targetName)),
  'webhook.deleted': ({ targetName }) => say('removed the webhook endpoint', strong(targetName)),
  'webhook.enabled': ({ targetName }) => say('turned the webhook endpoint', strong(targetName), 'on'),
  'webhook.disabled': ({ targetName, changes }) =>
    say(
      'turned the webhook endpoint',
      strong(targetName),
      changes.reason?.to ? `off, because it ${changes.reason.to}` : 'off',
    ),
  'webhook.secret_shown': ({ targetName }) => say('looked at the signing secret of', strong(targetName)),
  'webhook.secret_rotated': ({ targetName }) => say('rotated the signing secret of', strong(targetName)),
  'webhook.tested': ({ targetName }) => say('sent a test event to', strong(targetName)),
  'webhook.replayed': ({ targetName, changes }) =>
    say(
      'sent',
      `${changes.deliveries?.to ?? 1} webhook${changes.deliveries?.to === 1 ? '' : 's'} again to`,
      strong(targetName),
    ),
  'api_key.created': ({ targetName }) => say('made the API key', strong(targetName)),
  'api_key.rotated': ({ targetName }) => say('gave the API key', strong(targetName), 'a new secret'),
  'api_key.revoked': ({ targetName }) => say('revoked the API key', strong(targetName)),
};

const postChange: Record<string, string> = {
  published: 'published',
  draft: 'took down',
  scheduled: 'scheduled',
};
const moderation: Record<string, string> = { visible: 'approved', held: 'held', removed: 'removed' };
const signersSentences: Record<string, string> = {
  visitors: 'let everybody sign the guestbook',
  people: 'let only people who belong here sign the guestbook',
  nobody: 'closed the guestbook',
};
const inquiryStateWords: Record<string, string> = {
  open: 'opened again',
  closed: 'closed',
  spam: 'took for spam',
};
const commentPolicySentences: Record<string, string> = {
  first_held: 'let the first comment of everyone wait for approval',
  all_held: 'let every comment wait for approval',
  open: 'let comments appear at once',
  closed: 'closed comments',
};
const stopReasons: Record<string, string> = {
  post_closed: 'because its post is not for everyone any more',
  post_unpublished: 'because its post was taken down',
  post_deleted: 'because its post was deleted',
};
const joiningSentences: Record<string, string> = {
  open: 'let anyone join as a guest',
  domains: 'let people at its domains join the team',
  invitation: 'let nobody join without an invitation',
};

/** In the order they are told: stored JSON does not keep one. */
const fieldNames: Record<string, string> = {
  name: 'the name',
  tagline: 'the tagline',
  timeZone: 'the time zone',
  language: 'the language',
  accent: 'the colour',
  hidesBadge: 'whether “Made with Archipelago” is shown',
};

function listOfFields(changes: AuditChanges): string {
  const known = Object.keys(fieldNames).filter((field) => field in changes);
  const names = known.map((field) => fieldNames[field] ?? field);
  return names.length === 0 ? 'the settings' : new Intl.ListFormat('en-GB').format(names);
}

function durationOf(changes: AuditChanges): string {
  return changes.duration?.to ? `for ${changes.duration.to}` : '';
}

function asRole(changes: AuditChanges): string {
  return changes.role?.to ? `as ${changes.role.to}` : '';
}

function fromTo(change: { from: AuditValue; to: AuditValue } | undefined): SentencePart[] {
  if (!change) return [];
  return [
    ...(change.from === null ? [] : say('from', strong(String(change.from)))),
    ...(change.to === null ? [] : say('to', strong(String(change.to)))),
  ];
}

function strong(text: string): SentencePart {
  return { text, strong: true };
}

/** Words and names, with a space before each. */
function say(...words: (string | SentencePart | SentencePart[])[]): SentencePart[] {
  return words.flatMap((word) => {
    if (Array.isArray(word)) return word;
    if (word === '') return [];
    return typeof word === 'string' ? [{ text: ` ${word}` }] : [{ text: ' ' }, word];
  });
}
