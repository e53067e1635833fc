export const papersHandlers = {};
