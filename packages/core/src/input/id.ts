import { z } from 'zod';

/** An id of ours. Anything else is answered like an id that does not exist. */
export const id = z.uuid('There is no such entry. Reload the page and try again.');
