// Beside the page: the plan, what the server says of itself, what the client finds of itself, and notices.
#pragma once

#include "ui/controllers/benchmarks.h"
#include "ui/controllers/tunnels.h"

#include <QScrollArea>

class QLabel;

namespace headroom::ui {

class Card;
class FactList;
class NoticeList;
class PlanEditor;

class BenchmarkInspector : public QScrollArea {
  Q_OBJECT

 public:
  BenchmarkInspector(Benchmarks& benchmarks, Session& session, Tunnels& tunnels, QWidget* parent = nullptr);

  // `watched`: whose server it is; `lagSeconds`: P99 of the last requests, NaN where nothing is sent.
  void show(const std::string& watched, double lagSeconds);
  // All targets' points changed.
  void showNotices(const std::string& watched);

 private:
  void makeServer();
  void makeClient();
  void showServer(const BenchmarkRun* run);
  void showClient(const std::string& watched, const BenchmarkRun* run, double lagSeconds);

  Benchmarks& m_benchmarks;
  Session& m_session;
  Tunnels& m_tunnels;
  PlanEditor* m_plan;
  Card* m_serverCard;
  FactList* m_server;
  QLabel* m_serverNote;
  FactList* m_client;
  NoticeList* m_notices;
};

}  // namespace headroom::ui
