import { createApiKey } from '@archipelago/core/api-keys/create-api-key';
import { revokeApiKey } from '@archipelago/core/api-keys/revoke-api-key';
import { rotateApiKey } from '@archipelago/core/api-keys/rotate-api-key';
import { scopeField } from '../features/developers/scope-field.ts';
import { workspaceAction } from './action-of.ts';

export const developers = {
  createKey: workspaceAction(createApiKey, withScopes),
  rotateKey: workspaceAction(rotateApiKey),
  revokeKey: workspaceAction(revokeApiKey),
};

/** A form has a checkbox a scope; the command takes a list. */
function withScopes(fields: Record<string, FormDataEntryValue>) {
  const isScope = ([name]: [string, unknown]) => name.startsWith(scopeField(''));
  const entries = Object.entries(fields);
  const scopes = entries.filter(isScope).map(([name]) => name.slice(scopeField('').length));
  return { ...Object.fromEntries(entries.filter((entry) => !isScope(entry))), scopes };
}
