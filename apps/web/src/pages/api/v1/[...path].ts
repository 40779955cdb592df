import { answerApiRequest } from '@archipelago/core/api/answer-api-request';
import { AppError } from '@archipelago/core/errors/app-error';
import type { APIRoute } from 'astro';
import { requestInfo } from '../../../middleware/request-info.ts';

/** The whole REST API, on the root host alone: a workspace's own host must not look like the one a key belongs to. */
export const ALL: APIRoute = (context) => {
  if (context.locals.form !== 'path') {
    throw new AppError(
      'NOT_FOUND',
      'The API is not at this host. Send the request to the platform’s own address.',
    );
  }
  return answerApiRequest(context.request, requestInfo(context));
};
