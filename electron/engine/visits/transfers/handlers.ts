export const transfersHandlers = {};
