/**
 * Which comments wait for somebody who moderates:
 *
 * - `first_held`: those of people of whom none was approved yet
 * - `all_held`: everybody's but the team's
 * - `open`: none, except for what looks like an advertisement
 * - `closed`: nobody comments; what is there stays
 */
export const commentPolicies = ['first_held', 'all_held', 'open', 'closed'] as const;
export type CommentPolicy = (typeof commentPolicies)[number];
