import { expect, test } from 'vitest';
import { issueMessageId, readIssueMessageId } from './issue-message-id.ts';

const mail = {
  workspaceId: '0c6f3a52-6a51-4a5c-9d53-6f0a1f6d8a01',
  issueId: '0c6f3a52-6a51-4a5c-9d53-6f0a1f6d8a02',
  subscriberId: '0c6f3a52-6a51-4a5c-9d53-6f0a1f6d8a03',
};

test('a Message-ID says which mail it is of', () => {
  expect(readIssueMessageId(`<${issueMessageId(mail)}@acme.example>`)).toEqual(mail);
});

test.each(['', '<invitation.1@acme.example>', '<newsletter.1.2.3@acme.example>'])(
  '%j is of no issue',
  (id) => {
    expect(readIssueMessageId(id)).toBeNull();
  },
);
