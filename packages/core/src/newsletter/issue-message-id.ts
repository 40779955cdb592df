const uuid = '([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})';
const pattern = new RegExp(`newsletter\\.${uuid}\\.${uuid}\\.${uuid}@`, 'i');

export interface IssueMail {
  workspaceId: string;
  issueId: string;
  subscriberId: string;
}

/** The same for every attempt at the same mail, so that a mailbox that got it twice can tell. */
export function issueMessageId({ workspaceId, issueId, subscriberId }: IssueMail): string {
  return `newsletter.${workspaceId}.${issueId}.${subscriberId}`;
}

/** Which mail a Message-ID is of; null for any other. */
export function readIssueMessageId(messageId: string): IssueMail | null {
  const [, workspaceId, issueId, subscriberId] = pattern.exec(messageId) ?? [];
  return workspaceId && issueId && subscriberId ? { workspaceId, issueId, subscriberId } : null;
}
