export const requestsOperations = {};
