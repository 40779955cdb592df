import { addDomain } from '@archipelago/core/domains/add-domain';
import { checkDomain } from '@archipelago/core/domains/check-domain';
import { clearPrimaryDomain } from '@archipelago/core/domains/clear-primary-domain';
import { makeDomainPrimary } from '@archipelago/core/domains/make-domain-primary';
import { removeDomain } from '@archipelago/core/domains/remove-domain';
import { workspaceAction } from './action-of.ts';

export const domains = {
  add: workspaceAction(addDomain),
  check: workspaceAction(checkDomain),
  makePrimary: workspaceAction(makeDomainPrimary),
  clearPrimary: workspaceAction(clearPrimaryDomain),
  remove: workspaceAction(removeDomain),
};
