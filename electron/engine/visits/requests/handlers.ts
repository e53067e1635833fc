export const requestsHandlers = {};
