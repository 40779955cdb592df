import type { MailSender } from './layout.ts';

/** For mail that belongs to no workspace. */
export const platformSender: MailSender = { name: 'Archipelago', accent: null };
