/** Of what is somebody's own at a workspace's site: who asks says whose. */
export const validOwnInputs: Record<string, () => Record<string, unknown>> = {
  'get-own-membership': () => ({}),
  'get-own-notices': () => ({}),
  'leave-own-newsletter': () => ({}),
  'list-own-comments': () => ({}),
  'list-own-reactions': () => ({ show: 'rated' }),
  'mark-own-notices-read': () => ({}),
  'save-own-choices': () => ({ chosen: 'comment-reply:inApp' }),
};
