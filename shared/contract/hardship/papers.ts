export const papersOperations = {};
