//! What the platforms would print of a life: one file a format.

pub mod alipay_bill;
pub mod amazon_orders;
pub mod jd_bill;
pub mod lock;
pub mod pack;
pub mod sheet;
pub mod taobao_orders;
pub mod wechat_pay_bill;
pub mod whatsapp_text;
