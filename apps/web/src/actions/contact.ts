import { sendContactMessage } from '@archipelago/core/contact/send-contact-message';
import { personAction } from './action-of.ts';

export const contact = { send: personAction(sendContactMessage) };
