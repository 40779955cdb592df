/**
 * How people join a workspace by themselves:
 *
 * - `open`: anyone who is signed in, as a guest
 * - `domains`: people with a verified address at one of its domains, as a member of the team; nobody else
 * - `invitation`: nobody
 */
export const joinPolicies = ['open', 'domains', 'invitation'] as const;
export type JoinPolicy = (typeof joinPolicies)[number];
