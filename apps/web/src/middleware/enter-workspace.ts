import type { WorkspaceContext } from '@archipelago/core/context/context';
import { environment } from '@archipelago/core/environment';
import type { Language } from '@archipelago/core/language/languages';
import { tenantPaths } from '../paths.ts';

/** From here on the request is in this workspace, for its pages and for what stands in place of one. */
export function enterWorkspace(locals: App.Locals, workspace: WorkspaceContext, language: Language): void {
  const { APP_URL, TENANT_SUBDOMAINS } = environment();
  locals.context = workspace;
  locals.language = language;
  locals.paths = tenantPaths(locals.form, workspace.workspace.slug, APP_URL, TENANT_SUBDOMAINS);
}
