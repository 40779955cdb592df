import { sequence } from 'astro:middleware';
import { clerk } from './clerk/middleware.ts';
import { actionAnswers } from './middleware/action-answers.ts';
import { actionCalls } from './middleware/action-calls.ts';
import { httpErrors } from './middleware/http-errors.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { workspaceContext } from './middleware/workspace-context.ts';

export const onRequest = sequence(
  httpErrors,
  securityHeaders,
  actionCalls,
  clerk,
  workspaceContext,
  actionAnswers,
);
