import { ratePost } from '@archipelago/core/reactions/rate-post';
import { setLike } from '@archipelago/core/reactions/set-like';
import { workspaceAction } from './action-of.ts';

export const reactions = {
  like: workspaceAction(setLike),
  rate: workspaceAction(ratePost),
};
