import { cancelErasure } from '@archipelago/core/person/cancel-erasure';
import { confirmErasure } from '@archipelago/core/person/confirm-erasure';
import { requestDataCopy } from '@archipelago/core/person/request-data-copy';
import { requestErasure } from '@archipelago/core/person/request-erasure';
import { personAction } from './action-of.ts';

export const person = {
  requestCopy: personAction(requestDataCopy),
  requestErasure: personAction(requestErasure),
  cancelErasure: personAction(cancelErasure),
  confirmErasure: personAction(confirmErasure),
};
