import { removeImage } from '@archipelago/core/branding/remove-image';
import { updateBranding } from '@archipelago/core/branding/update-branding';
import { uploadImage } from '@archipelago/core/branding/upload-image';
import { workspaceAction } from './action-of.ts';

export const branding = {
  update: workspaceAction(updateBranding, ({ badge, ...branding }) => ({
    ...branding,
    badge: badge ?? 'shown',
  })),
  uploadImage: workspaceAction(uploadImage),
  removeImage: workspaceAction(removeImage),
};
