# The calendar that `doithoai tick` prints.
wall-nothing = Không có việc nào đến hạn nhắc.
wall-month = THÁNG { $month } NĂM { $year }
wall-off = {" "}(nghỉ: { $name })
wall-worked = {" "}(làm bù)
wall-weekend = {" "}(cuối tuần)
wall-people = { $count } người
wall-by-hand = {" "}(chưa có kênh nhận tin, Văn phòng báo trực tiếp)
