// jsdom knows the dialog element but not its methods.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true;
};
HTMLElement.prototype.scrollIntoView = () => undefined;
HTMLElement.prototype.scrollTo = () => undefined;
