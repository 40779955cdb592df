import type { WorkspaceContext } from '@archipelago/core/context/context';
import type { Language } from '@archipelago/core/language/languages';
import { pathsOf } from './paths-of.ts';

/** From here on the request is in this workspace, for its pages and for what stands in place of one. */
export function enterWorkspace(locals: App.Locals, workspace: WorkspaceContext, language: Language): void {
  locals.context = workspace;
  locals.language = language;
  locals.paths = pathsOf(locals.form, workspace.workspace.slug);
}
