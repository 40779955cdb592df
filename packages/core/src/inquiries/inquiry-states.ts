export const inquiryStates = ['open', 'closed', 'spam'] as const;
export type InquiryState = (typeof inquiryStates)[number];
