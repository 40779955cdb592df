import { isOfSite } from '../../middleware/language-of-page.ts';
import { type Look, lookOf } from '../branding/look-of.ts';

export interface FailedSite {
  look: Look;
  home: string;
  contact: string;
  platform: string;
  /** Nothing of it can be seen any more. */
  isClosed: boolean;
}

/** The site on which a page could not be shown, for an error page in its look; null on the platform's own pages. */
export function siteOfFailure({
  locals,
  originPathname,
}: {
  locals: App.Locals;
  originPathname: string;
}): FailedSite | null {
  // Absent where the failure came before anybody knew which workspace it is.
  const { context, paths } = locals as Partial<App.Locals>;
  if (!context || !paths || !isOfSite(originPathname)) return null;
  const { workspace } = context;
  return {
    look: lookOf(workspace, paths),
    home: paths.home,
    contact: paths.contact,
    platform: paths.platform,
    isClosed: workspace.status !== 'active',
  };
}
